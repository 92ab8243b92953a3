using System.Reflection;
using System.Xml.Linq;
using Xunit;

namespace ExchangeArchiveSafety.Core.Tests.Errors;

/// <summary>Everything that belongs to an error stands with its id.</summary>
public class ErrorIdsTests
{
    public static TheoryData<string> Ids => [.. typeof(ErrorIds).GetFields().Select(id => id.Name)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void An_id_is_called_what_it_says_and_has_a_kind(string id)
    {
        Assert.Equal(id, typeof(ErrorIds).GetField(id)!.GetRawConstantValue());
        Assert.True(Enum.IsDefined(ErrorKinds.Of(id)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Its_sentences_are_there(string id)
    {
        var named = typeof(ErrorIds).GetField(id)!.GetCustomAttribute<ErrorAttribute>()!.Sentences;
        Assert.Superset(new HashSet<string>(named.Count > 0 ? named : [id]), Sentences.ToHashSet());
        Assert.Distinct(named);
        Assert.False(named.Count == 1 && named[0] == id, "The resource that is called like the id needs no naming.");
    }

    [Fact]
    public void Every_kind_is_the_kind_of_an_error() =>
        Assert.Equal(Enum.GetValues<ErrorKind>(), typeof(ErrorIds).GetFields().Select(id => ErrorKinds.Of(id.Name)).Distinct().Order());

    private static IReadOnlyList<string> Sentences { get; } = [.. Directory.GetFiles(Path.Combine(ArchitectureTests.Root, "src"), "*.resx", SearchOption.AllDirectories)
        .SelectMany(file => XDocument.Load(file).Root!.Elements("data"))
        .Select(data => (string)data.Attribute("name")!)];
}
