printf 'no archive' > types-1.0.whl
