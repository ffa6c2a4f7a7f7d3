printf '\n<!DOCTYPE html>\n<html><body>Not found</body></html>\n' > spec.yaml
