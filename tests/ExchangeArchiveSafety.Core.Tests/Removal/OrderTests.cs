using System.Reflection;
using Xunit;

namespace ExchangeArchiveSafety.Removal;

/// <summary>The compiler keeps the order: nobody can make an examined or a saved copy but by examining and saving, and each step takes what the one before gives.</summary>
public class OrderTests
{
    [Theory]
    [InlineData(typeof(ExaminedCopy))]
    [InlineData(typeof(SavedCopy))]
    [InlineData(typeof(VerifiedCopy))]
    public void A_step_cannot_be_pretended(Type step)
    {
        Assert.True(step.IsSealed);
        Assert.All(step.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic), constructor => Assert.True(constructor.IsPrivate));
        Assert.All(step.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly), property => Assert.False(property.CanWrite));
    }

    [Fact]
    public void Only_what_was_saved_is_removed_and_only_what_was_examined_is_saved()
    {
        Assert.Contains(typeof(SavedCopy), Assert.Single(typeof(CopyRemover).GetConstructors()).GetParameters().Select(parameter => parameter.ParameterType));
        Assert.Equal(typeof(ExaminedCopy), typeof(SavedCopy).GetMethod(nameof(SavedCopy.Save))!.GetParameters()[0].ParameterType);
        Assert.Contains(typeof(VerifiedCopy), typeof(CopyImport).GetMethod(nameof(CopyImport.ImportAsync))!.GetParameters().Select(parameter => parameter.ParameterType));
    }
}
