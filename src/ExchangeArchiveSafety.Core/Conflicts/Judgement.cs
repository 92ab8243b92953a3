namespace ExchangeArchiveSafety;

/// <summary>How close auto-archiving is to acting.</summary>
internal enum AutoArchivingLevel
{
    /// <summary>Switched off, no quota, or less than half full.</summary>
    Rests,

    /// <summary>From half full on: a migration can fill the rest.</summary>
    Ahead,

    /// <summary>From 5 points below the threshold on.</summary>
    Acts,
}

/// <summary>What a retention hold does now.</summary>
internal enum HoldWindow
{
    /// <summary>Off, not yet begun, or past its end.</summary>
    None,

    /// <summary>Holds now, without an end or with one that the migration does not live to see.</summary>
    OpenEnded,

    /// <summary>Holds now and ends by itself.</summary>
    Ending,
}

/// <summary>
/// The decision of the verdict on facts that are all known. Everything uncertain is handled by <see cref="PossibleWorlds"/>,
/// which asks this for each way the unknown facts could be.
/// </summary>
internal static class Judgement
{
    public static ConflictState Decide(
        MigrationActivity migration, bool archive, bool tagActs, AutoArchivingLevel autoArchiving, HoldWindow hold, bool processingDisabled)
    {
        if (migration == MigrationActivity.Ended || !archive || (!tagActs && autoArchiving == AutoArchivingLevel.Rests))
        {
            return ConflictState.Safe;
        }

        // Reported: auto-archiving goes on under retention hold. So a hold is not trusted against it once it acts.
        var autoActsUnheld = autoArchiving == AutoArchivingLevel.Acts && !processingDisabled;
        var held = processingDisabled || (hold != HoldWindow.None && !autoActsUnheld);
        if (held && (processingDisabled || hold == HoldWindow.OpenEnded))
        {
            return ConflictState.Mitigated;
        }

        var actsNow = !held && (tagActs || autoArchiving == AutoArchivingLevel.Acts);
        return migration switch
        {
            MigrationActivity.StillSyncs when actsNow => ConflictState.Conflicting,
            MigrationActivity.StillSyncs or MigrationActivity.WillSync => ConflictState.Imminent,
            MigrationActivity.Dormant => ConflictState.Dormant,
            _ => ConflictState.Indeterminate,
        };
    }
}
