"""Speed as ratios to the bare platform: both sides are built here and take turns in one run.

``python3 -m tests tests/benchmarks`` measures on a small office; ``SOPDESK_BENCH=B`` on 2,000 open and 100,000 closed
dossiers. A goal that is missed is reported; only a ratio beyond twice its goal fails, because shared cores are noisy.
"""
