printf 'openapi: 3.1.1\rinfo: {title: a\001b}\r' > spec.yaml
