{ printf 'openapi: 3.1.1\nx-deep:\n  '; head -c 300 /dev/zero | tr '\0' '['; } > spec.yaml
