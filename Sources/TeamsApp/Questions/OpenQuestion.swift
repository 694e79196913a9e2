internal import Foundation
internal import TeamsModels

/// A question as it is stored until it is answered.
struct OpenQuestion: Codable, Sendable {
    var question: Question
    /// The message that is being taken for the answer: the same one may come again after a crash, no other.
    var answeredBy: ActivityID?

    static let key = StateKey<OpenQuestion>("question")

    /// The question, when `activity` answers it at `now` and nothing else does.
    func claimed(by activity: Activity, at now: Date) -> OpenQuestion? {
        guard now < question.expiresAt, question.isAnswered(by: activity),
            answeredBy == nil || answeredBy == activity.id
        else { return nil }
        var claimed = self
        claimed.answeredBy = activity.id
        return claimed
    }
}
