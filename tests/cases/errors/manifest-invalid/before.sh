{ echo '<<<<<<< HEAD'; cat out/types/codegen.json; } > merged
mv merged out/types/codegen.json
