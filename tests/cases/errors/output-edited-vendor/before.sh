python -m codegen vendor --from out/types --to lib -q
echo 'mine = 1' >> lib/types/typeddict/__init__.py
