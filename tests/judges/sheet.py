# Reads a sheet strictly, and gives its rows as JSON. Usage: python sheet.py FILE
import csv, json, sys

with open(sys.argv[1], encoding="utf-8-sig", newline="") as file:
    json.dump(list(csv.reader(file, strict=True)), sys.stdout)
