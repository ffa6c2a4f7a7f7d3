{ printf '{"openapi": "3.1.1",\n "x-deep": '; head -c 300 /dev/zero | tr '\0' '['; head -c 300 /dev/zero | tr '\0' ']'; echo '}'; } > deep.json
