codegen generate spec.yaml -o out --package mine --flavour typeddict
mkdir out/mine/pydantic
echo 'mine = 1' > out/mine/pydantic/__init__.py
