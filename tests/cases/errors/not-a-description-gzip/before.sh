printf '\037\213\010\000 of no use' > spec.yaml
