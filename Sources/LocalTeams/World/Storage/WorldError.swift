/// Stored records that make no world.
struct WorldError: Error, Hashable {
    /// What is wrong, for people.
    let message: String
}
