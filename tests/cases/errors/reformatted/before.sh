echo >> out/types/typeddict/__init__.py
