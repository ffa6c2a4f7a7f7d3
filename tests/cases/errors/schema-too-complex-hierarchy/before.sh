{
  echo 'openapi: 3.1.1'
  echo 'info: {title: Shop, version: "1"}'
  echo 'components:'
  echo '  schemas:'
  echo '    Part0: {type: object, required: [kind], properties: {kind: {type: string}}, discriminator: {propertyName: kind}}'
  for a in $(seq 1 150); do
    echo "    Part$a: {allOf: [{\$ref: '#/components/schemas/Part$((a - 1))'}]}"
  done
} > spec.yaml
