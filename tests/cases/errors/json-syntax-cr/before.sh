printf '{"openapi": "3.1.1",\r"info" 5}' > spec.json
