# Reads a JUnit report as its users do, and counts anew. Usage: python junit.py FILE
import json, sys
from junitparser import Error, Failure, JUnitXml, Skipped

xml = JUnitXml.fromfile(sys.argv[1])
out = []
for suite in xml:
    told = (suite.tests, suite.failures, suite.errors, suite.skipped)
    suite.update_statistics()
    assert told == (suite.tests, suite.failures, suite.errors, suite.skipped), (suite.name, told)
    for case in suite:
        kinds = [type(r).__name__.lower() for r in case.result]
        out.append({"suite": suite.name, "name": case.name, "class": case.classname, "result": kinds,
                    "text": [r.text for r in case.result], "message": [r.message for r in case.result]})
json.dump(out, sys.stdout)
