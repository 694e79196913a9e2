/// Why a file was not asked for. Nothing of its address is told: that may be its own permission.
package struct FileTransferError: Error, Hashable, CustomStringConvertible {
    package let message: String
    package var description: String { message }
}
