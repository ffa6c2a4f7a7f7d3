printf 'openapi: 3.1.1\ninfo:\n  title: Caf\351\n  version: "1"\n' > spec.yaml
