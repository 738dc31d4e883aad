"""People, roles, teams, classes and certificates from a file: each row's fate is told first, then all is written.

In the order of an import: a file becomes a table (`sheets`, with `encodings` and `workbooks`), its rows become wishes
(`rows`, with `columns`, `formulas` and `names`), the wishes are held against what is known (`knowing`), each gets its
fate (`fates`, with `together` and `groups`; `facts` are what goes in and comes out), and the plan is carried out
(`service`, `writing`).
"""
