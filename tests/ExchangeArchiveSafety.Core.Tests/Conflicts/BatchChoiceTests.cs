using Xunit;

namespace ExchangeArchiveSafety.Core.Tests.Conflicts;

/// <summary>Which batch a name means.</summary>
public class BatchChoiceTests
{
    private static readonly Guid Key = new("33333333-3333-3333-3333-333333333333");

    [Theory]
    [InlineData("Wave 1", "wave 1", true)]
    [InlineData("Wave 1", "Wave 10", false)]
    [InlineData("Wave [1]", "Wave [1]", true)]
    [InlineData("Wave*", "Wave 10", true)]
    [InlineData("Wave*", "Other", false)]
    [InlineData("33333333-3333-3333-3333-333333333333", "Other", true)]
    public void A_name_means_the_batch_of_that_name_or_guid_and_those_that_it_fits(string name, string batch, bool isMeant)
    {
        // As a pattern, a bracket would be no part of the name.
        var choice = new BatchChoice(name, other => name.EndsWith('*') && other.StartsWith(name.TrimEnd('*'), StringComparison.OrdinalIgnoreCase));
        var listed = new MigrationBatch { Identity = batch, BatchGuid = Key };

        Assert.Equal(isMeant, choice.Has(listed));
        Assert.Equal(isMeant, choice.Has(Record(batch, listed)));
        Assert.Equal(isMeant && name != Key.ToString(), choice.Has(Record(batch, null)));
    }

    [Fact]
    public void A_listed_batch_goes_by_its_own_name_and_a_user_without_any_belongs_to_none()
    {
        var choice = new BatchChoice("Wave 1", _ => false);

        Assert.False(choice.Has(Record("Wave 1", new() { Identity = "Wave 2" })));
        Assert.False(choice.Has(Record(null, null)));
    }

    private static MigrationRecord Record(string? batchId, MigrationBatch? batch) => new(new() { BatchId = batchId }, batch, BatchesRead: true);
}
