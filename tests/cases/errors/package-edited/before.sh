echo 'mine = 1' >> out/types/typeddict/__init__.py
rm out/types/py.typed
