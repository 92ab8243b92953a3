namespace ExchangeArchiveSafety.Tenants;

/// <summary>What is said where fewer migration users were read than batches say they have.</summary>
internal static class ShortLists
{
    /// <summary>The one warning; null where nobody is missing.</summary>
    public static string? Warning(MigrationDirectory migrations) => migrations.ShortBatches.Count == 0 ? null : DisplayText.Sentence(
        Messages.MigrationUserListsShort,
        string.Join(", ", migrations.ShortBatches.Select(batch => DisplayText.Sentence(Messages.MigrationUserListShort, batch.Identity, CountOf(batch)))));

    /// <summary>That users of a batch are missing.</summary>
    public static string Missing(MigrationBatch batch) => DisplayText.Sentence(Messages.MigrationUsersMissing, batch.Identity, CountOf(batch));

    private static object CountOf(MigrationBatch batch) => batch.TotalCount.IsKnown ? batch.TotalCount.Value : "?";
}
