using Xunit.Sdk;

namespace ExchangeArchiveSafety.Console.Tests.Skipping;

/// <summary>A theory whose data are asked for when it runs, and whose tests may turn out to be skipped, which xUnit 2 has no way to say.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("ExchangeArchiveSafety.Console.Tests.Skipping.SkippingTheoryDiscoverer", "ExchangeArchiveSafety.Console.Tests")]
public sealed class SkippingTheoryAttribute : TheoryAttribute;
