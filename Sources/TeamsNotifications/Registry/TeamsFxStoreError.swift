/// Why a file is no store of TeamsFx.
package struct TeamsFxStoreError: Error, Hashable, CustomStringConvertible {
    /// Where, as a line and a column, or as a JSON pointer; empty for the whole file.
    package let place: String
    /// What is wrong, for people.
    package let message: String

    package var description: String { place.isEmpty ? message : "\(place): \(message)" }
}
