codegen generate spec.yaml -o out --package types --overlay overlay.yaml --quiet
sed -i s/Store/Market/ overlay.yaml
