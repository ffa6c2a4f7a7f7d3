python -m codegen generate spec.yaml -o lib --package types --set pydantic.base-class=shop.Base -q
