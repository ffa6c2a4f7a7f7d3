printf 'o\0p\0e\0n\0\0\330x\0' > spec.yaml
