using Xunit.Abstractions;
using Xunit.Sdk;

namespace ExchangeArchiveSafety.Console.Tests.Skipping;

/// <summary>Makes one test case of a theory; its tests are found when it runs.</summary>
public sealed class SkippingTheoryDiscoverer(IMessageSink diagnostics) : IXunitTestCaseDiscoverer
{
    public IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        [new SkippingTheoryTestCase(diagnostics, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod)];
}
