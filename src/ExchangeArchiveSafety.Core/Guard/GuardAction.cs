namespace ExchangeArchiveSafety;

/// <summary>What the guard does to a mailbox.</summary>
public enum GuardAction
{
    /// <summary>Suspends archiving of a mailbox that the journal does not hold suspended.</summary>
    Suspend,

    /// <summary>Suspends again what somebody or something has undone, or what has run out.</summary>
    SuspendAgain,

    /// <summary>Finishes a suspension that a killed run left unconfirmed.</summary>
    FinishSuspension,

    /// <summary>Restores what a suspension changed, after its migration has ended and settled; also what a killed run left half restored.</summary>
    Resume,

    /// <summary>Closes a record of which nothing is left to restore: its mailbox is gone, or its migration was stopped and has ended.</summary>
    Close,

    /// <summary>Records that somebody undid a suspension, or a part of it, while nothing called for it: that is theirs from then on. Nothing of the mailbox is changed.</summary>
    GiveUp,
}
