python -m codegen vendor --from out/types --to lib --type Order -q
sed -i.bak "s/title: Shop/title: Shop/; \$a\    More: {type: string, minLength: 2}" spec.yaml
rm spec.yaml.bak
python -m codegen generate spec.yaml -o out --package types -q
