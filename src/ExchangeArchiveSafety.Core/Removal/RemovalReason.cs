namespace ExchangeArchiveSafety;

/// <summary>Why a copy was not removed or not brought back, or what is to be known about one that was. The names are stable.</summary>
public enum RemovalReason
{
    /// <summary>Nothing is to be said.</summary>
    None,

    /// <summary>Another group keeps this item.</summary>
    KeptElsewhere,

    /// <summary>The plan names several copies to keep for it.</summary>
    SeveralKept,

    /// <summary>The plan describes it in two ways.</summary>
    Contradicting,

    /// <summary>Surplus and kept copy are one item.</summary>
    SameItem,

    /// <summary>The kept copy belongs to another mailbox.</summary>
    OtherMailbox,

    /// <summary>It has no id.</summary>
    IdMissing,

    /// <summary>It lies in Recoverable Items already.</summary>
    AlreadyDeleted,

    /// <summary>The kept copy lies in Recoverable Items.</summary>
    KeptAlreadyDeleted,

    /// <summary>The evidence is less than was asked for.</summary>
    EvidenceTooWeak,

    /// <summary>Nothing may be removed from its mailbox.</summary>
    MailboxRefused,

    /// <summary>There is no folder of that path.</summary>
    FolderNotFound,

    /// <summary>There are several folders of that path.</summary>
    FolderAmbiguous,

    /// <summary>It cannot be read.</summary>
    NotReadable,

    /// <summary>It is no longer there.</summary>
    Gone,

    /// <summary>It changed since the plan was made.</summary>
    Changed,

    /// <summary>It lies in another folder now.</summary>
    Moved,

    /// <summary>The kept copy is no longer there.</summary>
    KeptGone,

    /// <summary>The kept copy changed since the plan was made.</summary>
    KeptChanged,

    /// <summary>A run removed the kept copy, or may have.</summary>
    KeptBeingRemoved,

    /// <summary>Another run is removing it or bringing it back just now.</summary>
    AnotherRunAtWork,

    /// <summary>As they are now, the two are no copies of one message.</summary>
    NoLongerCopies,

    /// <summary>Their bodies differ.</summary>
    BodiesDiffer,

    /// <summary>Their bodies could not be compared.</summary>
    BodiesUnknown,

    /// <summary>It could not be exported, so it is not removed.</summary>
    NotExported,

    /// <summary>It could not be saved in quarantine, so it is not removed.</summary>
    NotQuarantined,

    /// <summary>The server refused.</summary>
    RefusedByServer,

    /// <summary>The server answered nothing that can be relied on.</summary>
    OutcomeUnknown,

    /// <summary>It is gone, but the kept copy could not be read afterwards.</summary>
    KeptNotSeen,

    /// <summary>It is gone, and the kept copy is gone too.</summary>
    KeptCopyGone,

    /// <summary>The kept copy went while it was removed, so it was brought back from quarantine, under a new id.</summary>
    BroughtBack,

    /// <summary>A run removed it earlier.</summary>
    RemovedBefore,

    /// <summary>A run that ended early removed it.</summary>
    Recovered,

    /// <summary>It is gone, but not in quarantine.</summary>
    QuarantineMissing,

    /// <summary>The run ended before its turn.</summary>
    NotReached,

    /// <summary>The saved copy cannot be used.</summary>
    QuarantineDamaged,

    /// <summary>The original still lies there.</summary>
    NeverRemoved,

    /// <summary>It was brought back earlier and still lies there.</summary>
    RestoredBefore,

    /// <summary>A run that ended early brought it back.</summary>
    RestoreRecovered,

    /// <summary>It was brought back into the primary mailbox, since the archive did not take it.</summary>
    RestoredToPrimary,

    /// <summary>What was brought back does not look like what was saved.</summary>
    RestoredDiffers,

    /// <summary>What was brought back could not be seen.</summary>
    RestoreNotSeen,

    /// <summary>The caller said no.</summary>
    Declined,

    /// <summary>Nothing is done under -WhatIf.</summary>
    WhatIf,

    /// <summary>Recoverable Items have no room for it below their warning quota.</summary>
    NoRoomToUndo,

    /// <summary>Recoverable Items are at their quota.</summary>
    RecoverableItemsFull,
}
