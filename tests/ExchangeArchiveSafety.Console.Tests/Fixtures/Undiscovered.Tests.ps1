# Fails before its tests are known, for the tests of the runner. Not a test of the module.
BeforeDiscovery {
    throw 'no discovery today'
}

Describe 'Undiscovered' {
    It 'is never seen' {
        $true | Should -BeTrue
    }
}
