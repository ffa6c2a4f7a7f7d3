sed -i.bak "s/open, closed/open/" spec.yaml && rm spec.yaml.bak
python -m codegen generate spec.yaml -o lib --package types --flavour pydantic -q
