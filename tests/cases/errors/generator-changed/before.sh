sed -e 's/"revision": [0-9]*/"revision": 0/' -e 's/"Order"/"Ordr"/' out/types/codegen.json > was
mv was out/types/codegen.json
