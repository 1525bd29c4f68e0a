# What the tests share that drive a whole private site from outside.
# SPDX-License-Identifier: AGPL-3.0-or-later
