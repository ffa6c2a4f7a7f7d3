printf '\nprint(1)\n' >> out/types/pydantic/_components.py
