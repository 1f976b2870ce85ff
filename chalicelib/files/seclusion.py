"""A process that gives up, for good, all by which it could reach further than what it holds open: Linux's own filter of
system calls (man 2 seccomp). What is not told in a table is refused with EPERM from then on, be it known today or not:
refused rather than ended by it, since what draws looks for fonts first, and does without.

Outside Linux, as on the macOS of developers, there is no such filter, and a process is held by its limits alone."""

import ctypes
import platform
import struct
from typing import NamedTuple

SYSTEM = "Linux"


class Machine(NamedTuple):
    """What its kernel calls itself (AUDIT_ARCH_* of linux/audit.h), the column of `ALLOWED`, and seccomp's number."""

    architecture: int
    column: int
    seccomp: int


MACHINES = {"x86_64": Machine(0xC000003E, 0, 317), "aarch64": Machine(0xC00000B7, 1, 277)}
# Seen of what draws with strace; the last row is what other builds of the C library ask for the same.
ALLOWED = {
    "read": (0, 63), "write": (1, 64), "lseek": (8, 62),  # of what is open
    "brk": (12, 214), "mmap": (9, 222), "munmap": (11, 215), "mremap": (25, 216),  # its own memory
    "clock_gettime": (228, 113), "futex": (202, 98), "rt_sigaction": (13, 134), "exit_group": (231, 94),
    "fstat": (5, 80), "mprotect": (10, 226), "madvise": (28, 233), "gettimeofday": (96, 169), "rt_sigreturn": (15, 139),
}  # fmt: skip
SET_DUMPABLE, SET_FILTER, FILTER_MODE, NO_NEW_PRIVILEGES = 4, 22, 2, 38  # of prctl
BY_CALL = 1  # of seccomp
LOAD, EQUAL, ANSWER = 0x20, 0x15, 0x06  # instructions of BPF
ALLOW, REFUSE = 0x7FFF0000, 0x00050001  # the latter with EPERM
NUMBER_AT, ARCHITECTURE_AT = 0, 4


class Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def enter() -> bool:
    """Whether it is shut in as far as this system can: on Linux it is not where the kernel would not have the filter,
    or where no numbers are known."""
    if platform.system() != SYSTEM:
        return True
    machine = MACHINES.get(platform.machine())
    return machine is not None and _shut(machine)


def hide() -> None:
    """Other processes of the same user can no longer look into this one, nor take what it holds open: a second bolt on
    the door that the filter shuts. Root can, and so can all where the kernel would not have it."""
    if platform.system() == SYSTEM:
        ctypes.CDLL(None).prctl(SET_DUMPABLE, 0, 0, 0, 0)


def _shut(machine: Machine) -> bool:
    """By either call: where functions run, prctl has been seen refused. Then the kernel takes the filter if new
    privileges were given up before, and tells if it does not."""
    told = instructions(machine)
    program = ctypes.byref(Program(len(told), b"".join(told)))
    system = ctypes.CDLL(None)
    hide()
    system.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    return not (system.syscall(machine.seccomp, BY_CALL, 0, program) and system.prctl(SET_FILTER, FILTER_MODE, program))


def instructions(machine: Machine) -> list[bytes]:
    """Each has how many to skip when it holds, and when it does not. Calls of other ways of counting, as 32 bits and
    x32, are of another architecture or have numbers of their own."""
    numbers = sorted(row[machine.column] for row in ALLOWED.values())
    to_leave = [(EQUAL, len(numbers) - place, 0, number) for place, number in enumerate(numbers)]
    rows = [
        (LOAD, 0, 0, ARCHITECTURE_AT),
        (EQUAL, 0, len(numbers) + 1, machine.architecture),
        (LOAD, 0, 0, NUMBER_AT),
        *to_leave,
        (ANSWER, 0, 0, REFUSE),
        (ANSWER, 0, 0, ALLOW),
    ]
    return [struct.pack("=HBBL", *row) for row in rows]
