mkdir -p out/.types.codegen-staging/old out/.types.codegen-staging/new
echo 'kept = 1' > out/.types.codegen-staging/old/__init__.py
echo 'kept = 2' > out/.types.codegen-staging/new/__init__.py
