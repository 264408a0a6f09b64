"""What is known of a case, and guards over it in three-valued logic (meanings 2 and 13)."""

from __future__ import annotations

from ...graph.programs import AND, BIT, EQ, EVERY, GE, GT, HAS, IN_MASK, LE, LT, NE, NOT, OR
from ...graph.programs import WIDTH as STEP
from ...graph.tables import Tables
from ...graph.values import BOOLEAN, EMPTY, LIST, UNSET
from .layout import FALSE, KEYS, TRUE, UNKNOWN, Columns, Scratch


def fact_of(c: Columns, s: Scratch, fact: int, key: int) -> int:
    """What is recorded for a key, else for the whole case, else UNSET."""
    keys = c.case[KEYS]
    if key > 0 and s.known[fact * keys + key] != UNSET:
        return s.known[fact * keys + key]
    return s.known[fact * keys]


def holds(
    t: Tables, c: Columns, s: Scratch, program: int, key: int, day: int, strict: int, base: int
) -> int:
    """TRUE, FALSE or UNKNOWN for a program; -1 is no condition, and true.

    `key` -1 asks without a key: any key's value will do. With `strict` a fact that holds only its
    default is not known. `base` is where this program's part of the stack begins.
    """
    if program < 0:
        return TRUE
    top = base
    for at in range(t.program_from[program], t.program_from[program + 1]):
        operation = t.program[at * STEP]
        first = t.program[at * STEP + 1]
        second = t.program[at * STEP + 2]
        if operation == NOT:
            if s.stack[top - 1] != UNKNOWN:
                s.stack[top - 1] = TRUE - s.stack[top - 1]
            continue
        if operation in (AND, OR):
            top -= first
            result = joined(s, top, first, FALSE if operation == AND else TRUE)
        elif operation == EVERY:
            held = 0
            doubtful = 0
            asked = 0
            alone = nobody_seen(c, s)
            for k in range(c.case[KEYS]):
                if s.key_seen[k] == 1 or (k == 0 and alone == 1):
                    one = holds(t, c, s, first, k, day, strict, top)
                    asked += 1
                    held += 1 if one == TRUE else 0
                    doubtful += 1 if one == UNKNOWN else 0
            if second < 0:
                result = enough(asked, held, doubtful)
            else:
                result = enough_of(t, c, s, second, key, strict, held, doubtful)
        else:
            result = atom(t, c, s, operation, first, second, key, day, strict)
        s.stack[top] = result
        top += 1
    return s.stack[base]


def enough_of(
    t: Tables,
    c: Columns,
    s: Scratch,
    fact: int,
    key: int,
    strict: int,
    held: int,
    doubtful: int,
) -> int:
    """Whether as many keys hold as a fact says; without a key any number recorded will do."""
    keys = c.case[KEYS]
    if key < 0 and keys > 1:
        result = FALSE
        recorded = 0
        for at in range(fact * keys, (fact + 1) * keys):
            if s.known[at] != UNSET:
                recorded = 1
                one = enough(number_of(t, fact, s.known[at]), held, doubtful)
                if one == TRUE:
                    return TRUE
                if one == UNKNOWN:
                    result = UNKNOWN
        if recorded == 1:
            return result
    value = fact_or_default(t, c, s, fact, key, strict)
    return enough(number_of(t, fact, value), held, doubtful)


def number_of(t: Tables, fact: int, value: int) -> int:
    """What an integer says, or how many items a list has; UNSET and EMPTY stay."""
    if t.fact_type[fact] != LIST or value in (UNSET, EMPTY):
        return value
    items = 0
    while value > 0:
        items += value & 1
        value >>= 1
    return items


def nobody_seen(c: Columns, s: Scratch) -> int:
    """1 if no act that is kept per key has been done: the case itself is then the one asked."""
    for k in range(c.case[KEYS]):
        if s.key_seen[k] == 1:
            return 0
    return 1


def joined(s: Scratch, begin: int, count: int, decides: int) -> int:
    """`all` (decided by FALSE) or `any` (decided by TRUE) of so many results on the stack."""
    result = TRUE - decides
    for at in range(begin, begin + count):
        if s.stack[at] == decides:
            return decides
        if s.stack[at] == UNKNOWN:
            result = UNKNOWN
    return result


def enough(needed: int, held: int, doubtful: int) -> int:
    """Whether as many keys hold a condition as are needed."""
    if needed in (UNSET, EMPTY):
        return UNKNOWN
    if held >= needed:
        return TRUE
    return UNKNOWN if held + doubtful >= needed else FALSE


def fact_or_default(t: Tables, c: Columns, s: Scratch, fact: int, key: int, strict: int) -> int:
    """What is recorded, else the default unless `strict`; UNSET where there is neither."""
    value = fact_of(c, s, fact, max(key, 0))
    if value == UNSET and strict == 0:
        return t.fact_default[fact]
    return value


def atom(
    t: Tables,
    c: Columns,
    s: Scratch,
    operation: int,
    fact: int,
    operand: int,
    key: int,
    day: int,
    strict: int,
) -> int:
    """One comparison; asked without a key it is true if any recorded value makes it true."""
    if fact < 0:
        return compared(t, operation, fact, operand, day)
    keys = c.case[KEYS]
    if keys == 1:
        value = s.known[fact]
        if value == UNSET and strict == 0:
            value = t.fact_default[fact]
        return compared(t, operation, fact, operand, value)
    if key >= 0:
        value = fact_or_default(t, c, s, fact, key, strict)
        return compared(t, operation, fact, operand, value)
    result = FALSE
    recorded = 0
    for at in range(fact * keys, (fact + 1) * keys):
        if s.known[at] != UNSET:
            recorded = 1
            one = compared(t, operation, fact, operand, s.known[at])
            if one == TRUE:
                return TRUE
            if one == UNKNOWN:
                result = UNKNOWN
    if recorded == 1:
        return result
    value = t.fact_default[fact] if strict == 0 else UNSET
    return compared(t, operation, fact, operand, value)


def compared(t: Tables, operation: int, fact: int, operand: int, value: int) -> int:
    """One comparison of one value."""
    if operation == HAS:
        if value == UNSET:
            return UNKNOWN
        if value == EMPTY or (value == 0 and t.fact_type[fact] in (BOOLEAN, LIST)):
            return FALSE
        return TRUE
    if value in (UNSET, EMPTY):
        return UNKNOWN
    result = False
    if operation == IN_MASK:
        result = 0 <= value < 62 and (operand >> value) & 1 == 1
    elif operation == BIT:
        result = (value >> operand) & 1 == 1
    elif operation == EQ:
        result = value == operand
    elif operation == NE:
        result = value != operand
    elif operation == GT:
        result = value > operand
    elif operation == GE:
        result = value >= operand
    elif operation == LT:
        result = value < operand
    elif operation == LE:
        result = value <= operand
    return TRUE if result else FALSE
