mv spec.yaml now.yaml
sed 's|^components:|paths: {/orders: {get: {tags: [shop], parameters: [{name: n, in: query, schema: {type: string}}]}}}\n&|' now.yaml > spec.yaml
codegen generate spec.yaml -o out --package types --flavour typeddict
mv now.yaml spec.yaml
