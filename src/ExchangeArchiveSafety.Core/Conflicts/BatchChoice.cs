namespace ExchangeArchiveSafety;

/// <summary>
/// What one name of a batch means: the batch that is called so, whatever is in the name; the one that has it as its GUID; or those that it fits as a pattern. Pure.
/// </summary>
/// <param name="name">The name.</param>
/// <param name="isLike">Whether a batch's name fits it as a pattern.</param>
public sealed class BatchChoice(string name, Func<string, bool> isLike)
{
    /// <summary>Whether a batch is meant.</summary>
    /// <param name="batch">The batch.</param>
    public bool Has(MigrationBatch batch) => IsLike(batch.Identity) || IsIt(batch.BatchGuid.ToString());

    /// <summary>Whether the batch of a migration record is meant; one that is not listed goes by the name that the user has for it.</summary>
    /// <param name="record">The record.</param>
    public bool Has(MigrationRecord record) => record.Batch is { } batch ? Has(batch) : IsLike(record.User.BatchId.Or(null));

    private bool IsIt(string? batch) => string.Equals(batch, name, StringComparison.OrdinalIgnoreCase);

    private bool IsLike(string? batch) => IsIt(batch) || (batch is not null && isLike(batch));
}
