namespace ExchangeArchiveSafety;

/// <summary>How sure it is that two items are copies of one message. Higher is surer.</summary>
public enum DuplicateEvidence
{
    /// <summary>They share a message id, or all that stands in for one, but something else differs or is missing: both stay.</summary>
    Conflicting,

    /// <summary>No message id: sent, received, subject, sender and class are equal and the sizes agree.</summary>
    Weak,

    /// <summary>Message id, sent time to the second, subject, sender, class and attachment flag are present and equal, and the sizes agree.</summary>
    Strong,

    /// <summary><see cref="Strong"/> and an equal body digest or search key; without a message id, <see cref="Weak"/> and both.</summary>
    Identical,
}
