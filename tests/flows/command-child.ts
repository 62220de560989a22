// The command line as a process of its own, with a mask and rights of its own.
import '../../electron/cli.ts'
