printf 'o\0p\0e\0n\0a\0p\0i\0:\0' > spec.yaml
