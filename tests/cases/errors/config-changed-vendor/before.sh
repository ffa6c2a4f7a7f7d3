python -m codegen vendor --from out/types --to lib -q
