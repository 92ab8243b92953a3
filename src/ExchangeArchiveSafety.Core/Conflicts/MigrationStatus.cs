namespace ExchangeArchiveSafety;

/// <summary>What statuses say: a documented one what <see cref="Vocabularies"/> says, one that was not returned nothing, any other text that a sync runs.</summary>
public static class MigrationStatus
{
    /// <summary>What a batch's status says. A status that was not returned cannot be judged.</summary>
    /// <param name="status">The status as it was read.</param>
    public static MigrationActivity OfBatch(Known<string?> status) => Of(status, Vocabularies.BatchStatus);

    /// <summary>What a user's status says. A status that was not returned cannot be judged.</summary>
    /// <param name="status">The status as it was read.</param>
    public static MigrationActivity OfUser(Known<string?> status) => Of(status, Vocabularies.UserStatus);

    /// <summary>Whether a batch's status is returned, and is none of the documented ones.</summary>
    /// <param name="status">The status as it was read.</param>
    public static bool IsUnknownForBatch(Known<string?> status) => !IsMissing(status) && Vocabularies.BatchStatus.IsUndocumented(status);

    /// <summary>Whether a user's status is returned, and is none of the documented ones.</summary>
    /// <param name="status">The status as it was read.</param>
    public static bool IsUnknownForUser(Known<string?> status) => !IsMissing(status) && Vocabularies.UserStatus.IsUndocumented(status);

    /// <summary>A user that reads so is dormant whatever its batch does.</summary>
    /// <param name="status">The user's status as it was read.</param>
    public static bool IsStoppedUser(Known<string?> status) => Vocabularies.UserStatus.Of(status) is { IsStopped: true };

    private static MigrationActivity Of(Known<string?> status, Vocabulary<MigrationStatusMeaning> vocabulary) =>
        IsMissing(status) ? MigrationActivity.CannotJudge : vocabulary.Of(status)?.Activity ?? MigrationActivity.StillSyncs;

    private static bool IsMissing(Known<string?> status) => string.IsNullOrWhiteSpace(status.Or(null));
}
