using System.Collections.Concurrent;
using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: TestCaseOrderer("ExchangeArchiveSafety.Tests.Hosting.SeenTests", "ExchangeArchiveSafety.Tests")]
[assembly: TestCollectionOrderer("ExchangeArchiveSafety.Tests.Hosting.LastCollection", "ExchangeArchiveSafety.Tests")]

namespace ExchangeArchiveSafety.Tests.Hosting;

/// <summary>Remembers which tests a run consists of, so that what concerns all of them is asked only of a run of all.</summary>
public sealed class SeenTests(IMessageSink messages) : ITestCaseOrderer
{
    private static readonly ConcurrentDictionary<string, bool> Seen = new(StringComparer.Ordinal);
    private readonly DefaultTestCaseOrderer _usual = new(messages);

    /// <summary>Tests of this assembly that are not in the run.</summary>
    public static IReadOnlyList<string> Missing => [.. typeof(SeenTests).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false })
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static)
            .Where(method => method.GetCustomAttributes<FactAttribute>(inherit: true).Any(fact => fact.Skip is null))
            .Select(method => type.FullName + "." + method.Name))
        .Where(name => !Seen.ContainsKey(name))];

    public IEnumerable<TTestCase> OrderTestCases<TTestCase>(IEnumerable<TTestCase> testCases)
        where TTestCase : ITestCase
    {
        var cases = testCases.ToList();
        foreach (var one in cases)
        {
            Seen[one.TestMethod.TestClass.Class.Name + "." + one.TestMethod.Method.Name] = true;
        }

        return _usual.OrderTestCases(cases);
    }
}

/// <summary>Puts what concerns the whole run at its end; it is not run beside others, so all others are over by then.</summary>
public sealed class LastCollection : ITestCollectionOrderer
{
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => collection.DisplayName == WholeRun.Name).ThenBy(collection => collection.DisplayName, StringComparer.Ordinal);
}

/// <summary>The tests at the end of a run.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class WholeRun
{
    public const string Name = "The whole run";
}
