// The errors of the system as the module's C library numbers them (those of WASI).
const names =
  `2BIG ACCES ADDRINUSE ADDRNOTAVAIL AFNOSUPPORT AGAIN ALREADY BADF BADMSG BUSY CANCELED CHILD CONNABORTED CONNREFUSED
  CONNRESET DEADLK DESTADDRREQ DOM DQUOT EXIST FAULT FBIG HOSTUNREACH IDRM ILSEQ INPROGRESS INTR INVAL IO ISCONN ISDIR LOOP
  MFILE MLINK MSGSIZE MULTIHOP NAMETOOLONG NETDOWN NETRESET NETUNREACH NFILE NOBUFS NODEV NOENT NOEXEC NOLCK NOLINK NOMEM
  NOMSG NOPROTOOPT NOSPC NOSYS NOTCONN NOTDIR NOTEMPTY NOTRECOVERABLE NOTSOCK NOTSUP NOTTY NXIO OVERFLOW OWNERDEAD PERM PIPE
  PROTO PROTONOSUPPORT PROTOTYPE RANGE ROFS SPIPE SRCH STALE TIMEDOUT TXTBSY XDEV`.split(/\s+/);
const numbers = new Map(names.map((name, i) => [`E${name}`, i + 1]));

/** The number of an error's name; input and output for one that has none. */
export const errno = (name) => numbers.get(name) ?? numbers.get("EIO");

/** What `act` returns, or the error of a call to Node's file system, negated. */
export function tried(act) {
  try {
    return act() ?? 0;
  } catch (error) {
    if (error?.syscall === undefined && error?.code === undefined) throw error;
    return -errno(error.code);
  }
}
