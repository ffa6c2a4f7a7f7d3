printf 'openapi: 3.1.1\ninfo: {title: "a\007b", version: "1"}\n' > spec.yaml
