rm out/types/py.typed
