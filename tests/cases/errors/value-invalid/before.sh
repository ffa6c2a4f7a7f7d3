printf '{\n  "id": 5\n}\n' > order.json
